"""What people decide, and what is on record: corpus.yml, themes.yml, addresses.yml."""
