// Each test runs a server, a broker and a host with a model: more at once would only slow each other down.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
