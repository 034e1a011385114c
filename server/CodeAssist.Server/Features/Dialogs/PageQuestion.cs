using System.Globalization;
using System.Text.Json;
using CodeAssist.Server.Features.Commands;

namespace CodeAssist.Server.Features.Dialogs;

/// <summary>A question that stands on a page, with a link for each of its answers.</summary>
/// <param name="title">What is asked, in one sentence.</param>
/// <param name="details">What it is about, to be read first; empty for nothing more.</param>
/// <param name="answers">The words of the links.</param>
/// <param name="closed">Told when nobody waits for it any more.</param>
internal sealed class PageQuestion(string title, string details, IReadOnlyList<string> answers, Action<PageQuestion> closed) : IDisposable
{
    private readonly TaskCompletionSource<string> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Nobody who was not shown the page can answer: neither a model nor a file can guess it.</summary>
    public string Id { get; } = Guid.NewGuid().ToString("N");

    public string Title => title;

    public string Details => details;

    public IReadOnlyList<string> Answers => answers;

    /// <summary>Comes with the first click; never, where somebody else was asked as well and answered.</summary>
    public Task<string> Answer => _answer.Task;

    /// <summary>Where a click on an answer leads.</summary>
    /// <param name="index">Of the answer.</param>
    public string Link(int index) =>
        $"command:{EditorCommand.Answer}?{Uri.EscapeDataString(string.Create(CultureInfo.InvariantCulture, $"[\"{Id}\",{index}]"))}";

    /// <returns>Whether there is such an answer, and it is the first.</returns>
    public bool TryAnswer(JsonElement index) =>
        index.ValueKind is JsonValueKind.Number && index.TryGetInt32(out var number) && number >= 0 && number < answers.Count && _answer.TrySetResult(answers[number]);

    public void Dispose() => closed(this);
}
