"""Looks after the Markdown texts below headers, which strangers write."""
