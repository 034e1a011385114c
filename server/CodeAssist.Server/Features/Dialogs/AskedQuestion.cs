namespace CodeAssist.Server.Features.Dialogs;

/// <summary>A question with a few answers.</summary>
/// <param name="Message">What is asked, in one or two sentences.</param>
/// <param name="Answers">The buttons of the message.</param>
internal sealed record AskedQuestion(string Message, IReadOnlyList<string> Answers)
{
    /// <summary>What the page says beyond the message.</summary>
    public string Details { get; init; } = "";

    /// <summary>The answers on the page.</summary>
    public IReadOnlyList<string> PageAnswers { get; init; } = Answers;

    /// <summary>Whether closing the message is an answer, too: none.</summary>
    public bool EndsWithMessage { get; init; }
}
