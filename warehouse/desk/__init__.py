"""What people decide beside the data: corrections and waivers, in two files that Excel can edit."""
