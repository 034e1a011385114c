namespace CodeAssist.Lsp.Dispatch;

/// <summary>The state behind a server, touched by one thread at a time: the queue's.</summary>
public interface ISession<out TSnapshot>
{
    /// <summary>An immutable picture of the state, cheap enough for every request.</summary>
    TSnapshot TakeSnapshot();

    /// <summary>A message of the editor never arrived: from here on the session may not believe what the message would have told it.</summary>
    void MessageLost(LostMessage message);
}
