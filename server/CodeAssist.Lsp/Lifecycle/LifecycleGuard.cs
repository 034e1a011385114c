using CodeAssist.JsonRpc;
using CodeAssist.Lsp.Dispatch;
using CodeAssist.Lsp.Protocol;

namespace CodeAssist.Lsp.Lifecycle;

/// <summary>Lets a message pass only in the phase in which the protocol allows it.</summary>
internal sealed class LifecycleGuard
{
    private volatile int _phase = (int)ServerPhase.Created;

    public ServerPhase Phase => (ServerPhase)_phase;

    /// <summary>The error a request deserves in this phase, or null when it may pass.</summary>
    public JsonRpcError? Refuse(IncomingRequest request)
    {
        var isInitialize = string.Equals(request.Method, LspMethod.Initialize, StringComparison.Ordinal);
        return Phase switch
        {
            ServerPhase.Created => isInitialize ? null : ErrorMapping.NotInitialized,
            ServerPhase.Initializing or ServerPhase.Running => isInitialize ? ErrorMapping.AlreadyInitialized : null,
            _ => ErrorMapping.ShutDown,
        };
    }

    /// <summary>Whether a notification is heard in this phase; the others are dropped, as the protocol wants it.</summary>
    public bool Allows(IncomingNotification notification) => notification.Method switch
    {
        LspMethod.Initialized => Phase == ServerPhase.Initializing,
        _ => Phase is ServerPhase.Initializing or ServerPhase.Running,
    };

    /// <summary>Moves on; never back.</summary>
    public void Advance(ServerPhase phase) => _phase = Math.Max(_phase, (int)phase);
}
