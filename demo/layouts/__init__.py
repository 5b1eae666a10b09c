"""The layouts of performance forms that the made-up counties use, one data file each."""
