"""Text to syntax: the language of matrix expressions, apart from what it means.

Import what you need from the modules: `syntax` (the tree), `operators` (the one table of
precedence), `parser` (the reader; declarations load pyparsing), `records` (lines to records), `errors`. Nothing is imported here, so that the tree can be had without the reader.
"""
