def read_statline(path, measures, regions):
    raise NotImplementedError
