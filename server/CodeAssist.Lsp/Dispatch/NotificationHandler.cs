using CodeAssist.JsonRpc;

namespace CodeAssist.Lsp.Dispatch;

/// <summary>Changes the session. Returns what was wrong with the parameters, or null.</summary>
internal delegate string? NotificationHandler<in TSession>(TSession session, IncomingNotification notification);
