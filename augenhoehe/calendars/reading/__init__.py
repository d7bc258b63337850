"""Reading other people's calendars: which servers may be asked, how they are asked, and what is taken from the answer.

Knows no database. Of an entry nothing but begin and end leaves this package.
"""
