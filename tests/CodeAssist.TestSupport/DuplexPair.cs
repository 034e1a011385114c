using System.IO.Pipelines;

namespace CodeAssist.TestSupport;

/// <summary>Two ends of a connection within the test: what one writes the other reads, with the back pressure of a real pipe.</summary>
public sealed record DuplexPair(DuplexEnd Near, DuplexEnd Far) : IDisposable
{
    public static DuplexPair Create()
    {
        var there = new Pipe();
        var back = new Pipe();
        return new DuplexPair(
            new DuplexEnd(back.Reader.AsStream(), there.Writer.AsStream()),
            new DuplexEnd(there.Reader.AsStream(), back.Writer.AsStream()));
    }

    public void Dispose()
    {
        Near.Dispose();
        Far.Dispose();
    }
}
