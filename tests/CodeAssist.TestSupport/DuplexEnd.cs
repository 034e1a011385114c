namespace CodeAssist.TestSupport;

/// <summary>One end of a <see cref="DuplexPair"/>. Disposing is what the other end sees when a program ends.</summary>
public sealed record DuplexEnd(Stream Input, Stream Output) : IDisposable
{
    public void Dispose()
    {
        Output.Dispose();
        Input.Dispose();
    }
}
