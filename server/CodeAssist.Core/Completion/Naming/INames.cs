namespace CodeAssist.Core.Completion.Naming;

/// <summary>The port to what is known of names: whether those of a suggestion can exist where they would stand.</summary>
public interface INames
{
    /// <summary>Reads what a look will need, where there is time: while the model thinks. Within some milliseconds; never throws.</summary>
    void Prepare(CompletionRequest request);

    /// <param name="request">The question.</param>
    /// <param name="text">A text as it would stand at the caret, with line feeds.</param>
    /// <param name="replacedAfterCaret">UTF-16 units after the caret that it replaces.</param>
    /// <returns>The first name in it that surely does not exist there; null where every name may. Within some milliseconds; never throws.</returns>
    UnknownName? FirstUnknown(CompletionRequest request, string text, int replacedAfterCaret);
}
