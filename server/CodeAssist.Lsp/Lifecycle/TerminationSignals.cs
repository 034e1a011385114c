using System.Runtime.InteropServices;

namespace CodeAssist.Lsp.Lifecycle;

/// <summary>Turns the operating system's wish that we end into a token, instead of an end in the middle of a message.</summary>
public sealed class TerminationSignals : IDisposable
{
    private readonly CancellationTokenSource _received = new();
    private readonly List<PosixSignalRegistration> _registrations = [];

    private TerminationSignals()
    {
    }

    /// <summary>Cancelled at the first signal.</summary>
    public CancellationToken Token => _received.Token;

    /// <summary>Takes over SIGTERM, SIGINT and SIGHUP, and on Windows their console counterparts.</summary>
    public static TerminationSignals Listen()
    {
        var signals = new TerminationSignals();
        foreach (var signal in (ReadOnlySpan<PosixSignal>)[PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGHUP])
        {
            signals._registrations.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                signals._received.Cancel();
            }));
        }

        return signals;
    }

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _received.Dispose();
    }
}
