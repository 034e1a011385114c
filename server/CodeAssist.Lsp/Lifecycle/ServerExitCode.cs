namespace CodeAssist.Lsp.Lifecycle;

/// <summary>What the process returns, so that the editor knows whether to start it again.</summary>
public static class ServerExitCode
{
    /// <summary>The editor asked for <c>shutdown</c> before the end.</summary>
    public const int Orderly = 0;

    /// <summary>The editor went away, or sent <c>exit</c> without <c>shutdown</c>.</summary>
    public const int Abandoned = 1;

    /// <summary>A bug left the state unknown (EX_SOFTWARE of sysexits.h).</summary>
    public const int StateUnknown = 70;
}
