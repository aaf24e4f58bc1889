"""Every sentence that people read: the only place that holds words for them."""
