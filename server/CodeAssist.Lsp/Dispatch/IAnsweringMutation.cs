namespace CodeAssist.Lsp.Dispatch;

/// <summary>Changes the session on a request and answers it, by the rules of <see cref="IMutation{TSession, TParams}"/>.</summary>
public interface IAnsweringMutation<in TSession, in TParams, out TResult>
{
    TResult Apply(TSession session, TParams parameters);
}
