"""The topic pool says nothing about anybody."""

from augenhoehe.audit.registry import classify

classify("topics.Category", personal={}, impersonal=("programme", "key", "name_de", "name_en", "position"))
classify(
    "topics.Topic",
    personal={},
    impersonal=("programme", "category", "key", "name_de", "name_en", "digcomp", "position", "active"),
)
