"""What the explorer and ``treatygraph view`` draw alike: networks, timelines, and the parts of pages that show them."""
