using CodeAssist.JsonRpc;

namespace CodeAssist.Lsp.Dispatch;

/// <summary>How a request is worked off.</summary>
internal abstract record RequestHandler<TSession, TSnapshot>
{
    private RequestHandler()
    {
    }

    /// <param name="Apply">Changes the session and answers. Null when the parameters did not fit and were refused, else the parameters.</param>
    public sealed record Mutation(Func<TSession, IncomingRequest, object?> Apply) : RequestHandler<TSession, TSnapshot>;

    /// <param name="Mode">Read-only or background.</param>
    /// <param name="Prepare">Reads the parameters. Null when they did not fit and were refused.</param>
    public sealed record Query(RequestMode Mode, Func<IncomingRequest, PreparedQuery<TSnapshot>?> Prepare) : RequestHandler<TSession, TSnapshot>;
}
