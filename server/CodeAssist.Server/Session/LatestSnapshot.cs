namespace CodeAssist.Server.Session;

/// <summary>What holds now, for work that outlives the request that began it.</summary>
internal sealed class LatestSnapshot
{
    private volatile SessionSnapshot? _current;

    /// <summary>Null before the editor has said anything.</summary>
    public SessionSnapshot? Current => _current;

    /// <summary>Called on the queue.</summary>
    public void Follow(SessionSnapshot snapshot) => _current = snapshot;
}
