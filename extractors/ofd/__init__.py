"""OFD (GB/T 33190-2016), the national standard for fixed-layout documents: pages of placed text and lines."""
