"""The words of English site furniture, by family; lower case, because text is folded before it is compared."""

from __future__ import annotations

#: Phrases (one a line part, separated by `;`) that hardly ever make up a line of an essay.
SURE: dict[str, str] = {
    "share": """
        pin this recipe for later; pin for later; pin this for later; save recipe; rate this recipe; print recipe;
        open in app; text to speech; copy link to story; share this page; share this article via; share via;
        gift this article; save article; save this story; save this article; save for later; bookmark this;
        add to favorites; copy article link; share full article; email article; share to facebook; share to whatsapp;
        share using email; share on bluesky; share on threads; share on mastodon; share this; spread the love;
        share this article; share this story; share this post; share article; share story; share on; share on facebook;
        share on twitter; share on linkedin; share on whatsapp; share on pinterest; share on reddit; share on tumblr;
        share on x; share via email; share with friends; share this with; share with; copy this link; share the love;
        share link; copy link; copy url; link copied; tweet this; tweet; tweets by; retweet; pin it; email this;
        email this article; email this story; email a friend; email to a friend; send to a friend; print this;
        print this article; print article; print page; print this page; print friendly; facebook messenger;
        share to twitter; share to pinterest; blogthis!; blogthis; click to share on facebook;
        click to share on twitter; click to share on whatsapp; click to share on linkedin; click to share on pinterest;
        click to share on reddit; click to share on tumblr; click to share on telegram; click to share on pocket;
        click to email a link to a friend; click to email this to a friend; click to print; opens in new window;
        like this; like loading; like loading...; be the first to like this; gift article; stumbleupon; delicious;
        digg; linkedin; whatsapp; pinterest; flipboard; google+""",
    "link": """
        skip to content; skip to main content; skip to main; skip to article; jump to navigation; jump to content;
        jump to main content; jump directly to the content; jump to search; jump to recipe""",
    "account": """
        log in; log out; login; logout; sign in; sign out; sign up; sign up now; sign up for free; log in or sign up;
        log in to comment; log in to reply; log in / register; login / register; create an account; create account;
        create free account; register now; my account; your account; forgot password; forgot your password;
        forgot password?; forgot your password?; remember me; lost your password?; lost your password;
        already a subscriber?; already a member?; already have an account?; not a member?; member login;
        manage account; manage subscription; start your free trial; subscribe now; subscribe today; become a member;
        become a subscriber; already registered?; you must be logged in to post a comment;
        you must log in to post a comment; sign in to comment; subscriber only""",
    "comment": """
        did you make this recipe?; did you try this recipe?; tried this recipe?; leave a rating; leave a review;
        did this article help you?; is this page useful?; yes this page is useful; no this page is not useful;
        report a problem with this page; thank you for your feedback; rate this article; rate this page;
        was this page helpful?; did you find this useful?; sign in to join the conversation; be the first to reply;
        view replies; hide replies; jump to comments; go to comments; see all comments; join the debate; have your say;
        comment on this story; comment on this article; reader interactions; leave a comment; leave a reply;
        post reply; post a reply; quick reply;
        leave your comment; leave a response; post a comment; post comment; post comments; add a comment; add comment;
        write a comment; submit comment; view comments; view all comments; show comments; hide comments; load comments;
        read comments; comments closed; comments are closed; no comments; no comments yet; no comments:;
        be the first to comment; join the conversation; join the discussion; start the discussion; cancel reply;
        click here to cancel reply; your email address will not be published; required fields are marked;
        required fields are marked *; save my name, email, and website in this browser; for the next time i comment;
        notify me of follow-up comments by email; notify me of new posts by email; notify me of new comments via email;
        notify me of new posts via email; this site uses akismet to reduce spam;
        learn how your comment data is processed; share your thoughts; tell us what you think; what do you think?;
        report comment; report abuse; report this; flag as inappropriate; sort by newest; sort by oldest; sort by best;
        newest first; oldest first; most recent comments; recent comments; latest comments; trackbacks; pingbacks;
        trackbacks/pingbacks; trackback url; comment policy; commenting rules; community guidelines; community rules;
        community rules apply; disqus; please enable javascript to view the comments powered by disqus; reply to this;
        reply quote; quote reply; thumbs up; was this article helpful?; was this helpful?; rate this; rate this post;
        average rating; responses to; thoughts on; permalink; 0 comments; 1 comment""",
    "navigation": """
        primary sidebar; secondary sidebar; footer navigation; site footer; main navigation; primary menu;
        secondary menu; mobile menu; close menu; open menu; open navigation menu; toggle navigation; toggle search;
        search for:; search this site; search this website; search the site; search here; press enter to search;
        staff directory; site map; sitemap; subscriber services; contact the newsroom; customer service;
        manage my subscription; vacation hold; place an ad; submit an obituary; press releases; press release;
        media kit; about this article; meet the author; more about the author; all posts by this author;
        author archive; view profile; view full profile; visit website; official website; back to all posts;
        back to all articles; back to all news; back to all stories; back to news; return to news; return to home;
        all articles; all news; see all news; view all news; previous article; next article; on this page;
        jump to section; expand all; collapse all; view larger; view full image; ways to give; press room; newsroom;
        news room; media contacts; media enquiries; media contact; do not sell or share my personal information;
        your ad choices; cookie preferences; modern slavery statement; gender pay gap report; whistleblowing;
        ethics policy; code of conduct; community standards; submission guidelines; write for us; pitch us;
        become a contributor; reprints; syndication; back to main menu; skip to navigation; skip to primary navigation;
        skip to footer; skip to search; skip navigation; toggle menu; main menu; menu close; site navigation;
        site index; search this blog; search results; back to top; return to top; go to top; scroll to top;
        back to home; back to homepage; back to blog; back to list; go back; top of page; post navigation;
        posts navigation; previous post; next post; previous story; next story; previous page; next page; newer post;
        older post; newer posts; older posts; older comments; newer comments; previous entry; next entry; up next;
        read next; next up; view all; view all posts; view all posts by; see all; see more; show more; show less;
        load more; loading...; load more posts; load more stories; read full article; read the full story;
        read full story; continue reading; keep reading; read more; read more...; read more »; read on-line;
        learn more; find out more; more info; click here; click here to read more; click to enlarge; about us;
        contact us; about this blog; about this site; contact; advertise; advertise with us; advertising; work with us;
        careers; jobs at; help center; help centre; faq; terms of use; terms of service; terms and conditions;
        terms & conditions; terms; privacy policy; privacy & cookies; privacy notice; privacy; cookie policy; cookies;
        cookie settings; cookie notice; manage cookies; do not sell my personal information; do not sell my info;
        your privacy choices; your california privacy rights; ad choices; adchoices; accessibility;
        accessibility statement; disclaimer; disclosure policy; user agreement; legal notice; corrections policy;
        editorial policy; dmca; rss feed; rss feeds; rss; font size; text size; increase font size; decrease font size;
        larger text; smaller text; resize text; reset font size; print email; printer friendly version; print version;
        need writing help? get feedback on grammar; we believe in the free flow of information; disclosure statement;
        key points:;
        like what you're reading?; like what you’re reading?; news provided by; you just read:; email us here;
        visit us on social media:; visit us on social media; get involved with the news; send your news & photos;
        comments: our rules; read the rules here; print content; print with images and other media; print text only;
        getting your trinity audio player ready...; report vulnerability; privacy statement; text to speech; nnnn;
        view all partners; want to write?; before you go...; republish this article;
        read more about; find your bookmarks in your premium section; bookmark article; article bookmarked;
        download pdf; view mobile version; full site; mobile site; desktop version; view web version; blog archive;
        archives; categories; tags; tag cloud; tagged; tagged with; filed under; filed in; posted in; posted under;
        uncategorized; meta; entries rss; comments rss; entries feed; comments feed; wordpress.org;
        create a free website or blog at wordpress.com; blog at wordpress.com; powered by blogger;
        proudly powered by wordpress; powered by wordpress; labels:; subscribe to: post comments (atom);
        post comments (atom); subscribe to: posts (atom)""",
    "related": """
        reader success stories; more from opinion; more from news; more from sport; more in news; more in opinion;
        also in this issue; in this issue; also by this author; you might have missed; stories you might like;
        opinions on modern life; keep reading; you may have missed; related reads; recommended reads;
        suggested reading; suggested articles; similar articles; similar posts; similar stories; similar reads;
        other articles; other posts; other stories; other news; more posts; more blog posts; more resources;
        further reading on this site; explore more; explore more topics; explore topics; discover more;
        more to explore; more to read; more great stories; our latest stories; our latest articles;
        latest from the blog; from the blog; from our partners; from our network; top posts; top reads; top picks;
        today's top stories; editor's choice; editors' choice; reader favorites; must reads; must-reads;
        popular articles; popular topics; popular tags; popular categories; trending articles; hot topics;
        read this next; what to read next; next article; next post; up next; share your story; more news from; related;
        related articles; related posts; related stories; related content; related news; related links; related topics;
        related items; related reading; related coverage; related video; related videos; you may also like;
        you might also like; you might also enjoy; you may also enjoy; you may like; you might like;
        you may be interested in; you might be interested in; recommended; recommended for you; recommended stories;
        recommended reading; recommended articles; more from; more stories; more news; more articles; more like this;
        more on this story; more on this; more in; more for you; more from the web; from around the web;
        around the web; from the web; promoted stories; promoted content; sponsored stories; sponsored links;
        paid content; most read; most popular; most viewed; most commented; most shared; most emailed; most recent;
        popular posts; popular now; popular stories; trending; trending now; trending stories; trending topics;
        top stories; top news; latest news; latest stories; latest posts; latest articles; latest issue; recent posts;
        recent articles; recent stories; recent news; editor's picks; editors' picks; editor’s picks; editors’ picks;
        don't miss; don’t miss; in case you missed it; also read; also on; also in; read also; see also:;
        also of interest; stuff to watch; further stories; what others are reading; people also read;
        readers also liked; featured posts; featured stories; in this section; in other news; bikes for sale""",
    "legal": """
        all rights reserved; copyright; creative commons; this work is licensed under a; powered by; designed by;
        theme by; theme:; website by; site by; hosted by; web design by; may not be reproduced;
        may not be published, broadcast, rewritten or redistributed; without prior written permission;
        except with the prior written permission; unauthorized reproduction; no part of this;
        use of this site constitutes acceptance; registration on or use of this site; isbn; issn""",
    "media": """
        your browser does not support; please enable javascript; javascript is disabled; javascript is required;
        watch video; watch now; watch the video; play video; video player is loading; this is a modal window;
        advertisement - story continues below; image caption; media caption;
        media playback is unsupported on your device; click to view larger image; view gallery; view slideshow;
        hide caption; toggle caption; enlarge this image; listen to this article; listen now; 0:00; unmute; mute;
        fullscreen; play now""",
    "advert": """
        enter email; your email; email me; get updates; get our newsletter; get the newsletter; get newsletter;
        weekly newsletter; daily newsletter; free newsletter; sign me up; subscribe for free; subscribe for more;
        subscribe to newsletter; subscribe by email; subscribe to our channel; join our community; join for free;
        join now; start free trial; try it free; get started for free; request a demo; book a demo; shop the story;
        shop this story; as seen in; support our work; support our journalism; support local journalism;
        make a donation; donate; donate today; buy me a coffee; buy us a coffee; become a supporter; become a sponsor;
        sponsor message; sponsored post; promoted content; presented by; brought to you by; in partnership with;
        advertiser content; paid post; partner content; advert; advertisement; advertisements; advertising; sponsored;
        sponsored content; sponsored by; promoted; ad; ads by google; paid partnership; affiliate links;
        story continues below; story continues below advertisement; article continues below;
        article continues below advertisement; continue reading below; continue reading below advertisement;
        scroll to continue; report this ad; report ad; why this ad?; remove ads; buy now; shop now; order now;
        add to cart; donate now; support us; become a patron; subscribe; subscribe to our newsletter; newsletter;
        newsletters; newsletter sign-up; newsletter signup; sign up for our newsletter; sign up for newsletters;
        join our newsletter; join our mailing list; enter your email address; enter your email; your email address;
        email address; get the latest; follow us; follow us on; follow us on twitter; follow us on facebook;
        follow us on instagram; find us on facebook; like us on facebook; connect with us; stay connected;
        stay in touch; follow blog via email; follow this blog; join other followers; get our app; download our app;
        download the app; get the app; available on the app store; google play; app store; subscribe via email;
        view this email in your browser; view in browser; view in your browser; view online; forward to a friend;
        update your preferences; unsubscribe from this list; unsubscribe; our mailing address is:; get access;
        open document; need writing help?; cite this essay; cite this page; save paper; download this essay;
        e-edition; e-paper; epaper; today's paper; gift cards; got a tip?; submit a tip; send us a tip; send a tip;
        stuff we've been up to; stuff we’ve been up to; listen-in""",
}

#: Words that are furniture in company and may be anything alone.
COMMON: dict[str, str] = {
    "share": """
        share; twitter; facebook; instagram; youtube; telegram; reddit; tumblr; skype; pocket; messenger; email;
        e-mail; print; x; like; likes; shares; line; wechat; weibo; mastodon; threads; bluesky; medium; snapchat;
        tiktok; google""",
    "account": """
        register; account; password; username; member; members; subscriber; profile; join; subscribe; follow;
        following; followers; user; guest; settings; notifications; welcome""",
    "comment": """
        comment; comments; reply; replies; report; views; votes; upvote; downvote; edit; delete; flag; quote; today;
        yesterday; ago; minutes; hours; days; response; responses; submit; min read; minute read; name *; email *;
        website; name""",
    "navigation": """
        home; menu; search; more; back; next; previous; prev; top; close; open; go; view; help; support; about; news;
        blog; archive; store; shop; cart; site; page; pages; tag; category; forum; forums; community; events; calendar;
        gallery; photos; video; videos; podcast; podcasts; audio; live; index; print; expand; collapse; updated;
        posted; »; «""",
    "related": """
        popular; latest; featured; recent; hot; best; related; topics; issue; stories; articles; posts; headlines;
        highlights""",
    "legal": """
        inc; inc.; llc; ltd; ltd.; reserved; rights; terms; cookies; privacy; policy; legal; license; licence; version;
        media; group; network; digital; publishing; company""",
    "media": """
        play; pause; photo; image; watch; listen; gallery; slideshow; caption; getty images; file photo""",
    "advert": """
        ad; ads; sale; buy; price; free; trial; offer; offers; deals; coupon; coupons; classifieds; obituaries;
        e-edition; magazine; read on-line; donate""",
}

CHANNEL = """
        news; world; u.s.; us; uk; local; national; international; nation; politics; business; economy; markets; money;
        finance; tech; technology; science; health; wellness; sports; sport; football; soccer; baseball; basketball;
        nfl; nba; mlb; nhl; cricket; rugby; golf; tennis; racing; olympics; entertainment; arts; culture; books;
        book reviews; music; movies; film; tv; television; theater; theatre; style; fashion; beauty; life; lifestyle;
        living; food; recipes; restaurants; dining; travel; real estate; property; homes; garden; autos; cars;
        motoring; jobs; education; schools; university; weather; traffic; crime; courts; opinion; editorial;
        editorials; columnists; columns; letters; letters to the editor; commentary; analysis; voices; advice;
        obituaries; comics; puzzles; crosswords; games; horoscope; horoscopes; faith; religion; environment; climate;
        energy; space; history; family; parenting; kids; pets; africa; asia; europe; americas; middle east; china;
        india; australia; canada; reviews; kit reviews; features; interviews; photos; videos; guides; how to;
        tutorials"""

#: Words between the words of furniture; they prove nothing themselves.
GLUE = "or and by in on to the of a us all here with this via for from your my it our"
