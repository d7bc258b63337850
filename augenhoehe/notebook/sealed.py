from augenhoehe.common.resealing import register

from .confidential import binding
from .models import Keywords, Message, PrivateNote, Word

for table in (Keywords, PrivateNote, Message, Word):
    register(table, binding)
