"""What becomes of one file: decoded, repaired, parsed; pure, done in parallel, and recalled where its bytes are known.

`recall` knows what earlier builds learnt and needs little to be imported; `anew` reads, and brings all that reads.
"""
