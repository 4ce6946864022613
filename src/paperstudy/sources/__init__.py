"""arXiv and the other metadata services; the only room that touches the network."""
