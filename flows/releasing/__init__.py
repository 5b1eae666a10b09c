"""From judged drafts to a published release: merge, marts, the desk's lines, record, quality page, summary."""
