namespace CodeAssist.JsonRpc;

/// <summary>What the framing layer found next.</summary>
internal abstract record Frame
{
    private Frame()
    {
    }

    public sealed record Body(byte[] Bytes) : Frame;

    public sealed record Oversized(OversizedMessage Message) : Frame;

    public sealed record End(ConnectionEnd Reason) : Frame;
}
