"""Quotas, people who come first, and policies beyond the default: aims one after the other on a network.

What is behind it: ``docs/engine.md``, "Quotas and aims in order".
"""
