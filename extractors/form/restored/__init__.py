"""Tables put back as they were before a program printed, copied or filled them."""
