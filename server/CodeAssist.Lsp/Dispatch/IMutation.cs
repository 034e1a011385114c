namespace CodeAssist.Lsp.Dispatch;

/// <summary>Changes the session on a notification. Cannot wait for anything: everything else waits for it.</summary>
/// <remarks>An exception ends the server: the state behind it is unknown.</remarks>
public interface IMutation<in TSession, in TParams>
{
    void Apply(TSession session, TParams parameters);
}
