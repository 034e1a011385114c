using System.Globalization;
using System.Text;
using CodeAssist.Core.Assist;
using CodeAssist.Core.Routing;
using CodeAssist.Server.Assisting;

namespace CodeAssist.Server.Tests.Assisting;

/// <summary>Keeps what it is told, and says yes or no as a test wants.</summary>
internal sealed class RecordingAudience(bool allows = false) : IAssistAudience
{
    private readonly StringBuilder _text = new();

    public string Name => "a test";

    /// <summary>Says yes or no in the place of the one answer.</summary>
    public Func<RouteDecision, bool>? Decides { get; init; }

    public List<string> Told { get; } = [];

    public int Asked { get; private set; }

    public string Text => _text.ToString();

    public void Decided(RouteDecision decision, Route.Run run) => Told.Add($"{run.Model.Id}: {decision.Reason}");

    public void Write(string piece) => _text.Append(piece);

    public void StartAgain(string why)
    {
        _text.Clear();
        Told.Add(why);
    }

    public void Progress(int answered, int questions) => Told.Add(string.Create(CultureInfo.InvariantCulture, $"{answered} of {questions}"));

    public Task<bool> AllowAsync(RouteDecision decision, Route.Ask ask, AssistQuestion question, CancellationToken cancellationToken)
    {
        Asked++;
        return Task.FromResult(Decides?.Invoke(decision) ?? allows);
    }
}
