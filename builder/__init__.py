"""The essay-site builder: a folder of messy essays goes in, a site one wants to read in comes out."""
