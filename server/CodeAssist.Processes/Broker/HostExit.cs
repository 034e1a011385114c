using System.Globalization;

namespace CodeAssist.Processes.Broker;

/// <summary>Says in words how a model host ended that never got ready.</summary>
internal static class HostExit
{
    private const int SignalBase = 128;
    private const int Abort = SignalBase + 6;
    private const int Kill = SignalBase + 9;
    private const int BadAccess = SignalBase + 11;
    private const int IllegalInstruction = SignalBase + 4;
    private const int BusError = SignalBase + 7;

    // What .NET's own starter answers when there is no runtime for the program (the low byte of its 0x8000808x and 0x80008096).
    private const int RuntimeMissing = 0x83;
    private const int FrameworkMissing = 0x96;

    private const int WrongUsage = 64;

    /// <param name="exitCode">128 and more: ended by a signal.</param>
    /// <param name="limit">How long it was waited for before it was killed.</param>
    public static ProcessFailure Explain(int exitCode, TimeSpan limit) => exitCode switch
    {
        Kill => new(
            ProcessFailureKind.TimedOut,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The model host was killed before it was ready: it took more than {limit.TotalSeconds:0} s, or the system ran out of "
                + $"memory."),
            "Close other programs, then try again; 'codeassist doctor' shows how much memory there is."),
        Abort or BadAccess or IllegalInstruction or BusError => Failed(
            string.Create(CultureInfo.InvariantCulture, $"crashed while it started (signal {exitCode - SignalBase})"),
            "Run 'codeassist doctor'; a broken graphics driver is the usual cause."),
        RuntimeMissing or FrameworkMissing => Failed(
            "found no .NET 10 runtime", "Install the .NET 10 runtime, or set DOTNET_ROOT to where it is."),
        WrongUsage => Failed("does not know its arguments", "Install CodeAssist again: host and server are of different versions."),
        _ => Failed(
            string.Create(CultureInfo.InvariantCulture, $"ended with code {exitCode} before it was ready"),
            "Run 'codeassist doctor'; the host's log says more."),
    };

    private static ProcessFailure Failed(string what, string nextStep) =>
        new(ProcessFailureKind.ProgramFailed, $"The model host {what}.", nextStep);
}
