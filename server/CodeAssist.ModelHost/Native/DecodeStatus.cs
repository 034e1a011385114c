namespace CodeAssist.ModelHost.Native;

/// <summary>What <c>llama_decode</c> returned.</summary>
internal enum DecodeStatus
{
    /// <summary>Every row is in the cache and the logits can be read.</summary>
    Done = 0,

    /// <summary>No room for the batch in the cache.</summary>
    ContextFull = 1,

    /// <summary>The abort callback said so. Finished micro-batches stay in the cache, the interrupted one does not.</summary>
    Aborted = 2,

    /// <summary>The batch was refused.</summary>
    Refused = -1,

    /// <summary>Memory for the computation could not be had.</summary>
    OutOfMemory = -2,

    /// <summary>The device failed.</summary>
    Failed = -3,
}
