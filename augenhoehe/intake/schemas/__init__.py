"""The tables an office brings: organisation units, persons, applications."""
