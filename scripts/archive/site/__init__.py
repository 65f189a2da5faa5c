"""What all views share. In: the linked record. Out: addresses, wording, list entries, templates and the frame."""
