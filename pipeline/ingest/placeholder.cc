namespace scrutineer {}
