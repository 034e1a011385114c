using CodeAssist.Core.Assist;
using CodeAssist.Core.Privacy.Gate;
using CodeAssist.Core.Review.Chat;
using CodeAssist.Core.Review.Outcome;
using CodeAssist.Core.Routing;
using CodeAssist.Models.Local;
using CodeAssist.Server.Assisting;
using Microsoft.Extensions.AI;

namespace CodeAssist.Server.Reviewing.Chat;

/// <summary>A model that the router chose, asked in the forms of a review. An answer that cannot be used may be corrected once.</summary>
/// <param name="run">Who it is, and how much it takes in one question.</param>
/// <param name="client">The way to it; disposed of with this.</param>
/// <param name="size">Most tokens of questions and answers.</param>
/// <param name="passes">How often each piece is looked at.</param>
/// <param name="onQuestion">Told who is asked, before each question.</param>
/// <param name="time">Takes the time that answers take.</param>
internal sealed class RoutedReviewModel(Route.Run run, IChatClient client, TaskSize size, int passes, Action<string> onQuestion, TimeProvider time) : IReviewModel, IDisposable
{
    /// <summary>Passes after the first choose more freely, or they would all say the same.</summary>
    private const float FreePass = 0.6f;

    private readonly Conversation _talk = new(client, run.Model, size, time);

    public string Id => run.Model.Id;

    public int CodeTokens => Math.Min(ReviewVolume.CodeTokens, run.Plan.InputTokens - ReviewVolume.AroundCode(run.Plan.InputTokens));

    public int Passes => passes;

    public IReadOnlyList<AssistStep> Steps => _talk.Steps;

    public RoutableModel Model => run.Model;

    /// <summary>What was asked of it until now.</summary>
    public ModelUse Use
    {
        get
        {
            var steps = Steps;
            return new ModelUse(
                run.Model.Id,
                run.Model.Tier,
                steps.Count,
                steps.Sum(step => step.Tokens?.Input ?? 0),
                steps.Sum(step => step.Tokens?.Output ?? 0),
                steps.All(step => step.Dollars is not null || step.Tokens is null) ? steps.Sum(step => step.Dollars ?? 0) : null);
        }
    }

    private bool HoldsSchemas => run.Model.Card.JsonSchema is { Value: true };

    public async Task<IReadOnlyList<int>> CountTokensAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken) =>
        (client.GetService<LocalChatClient>() is { } local ? await local.CountTokensAsync(texts, cancellationToken) : null)
            ?? [.. texts.Select(TokenEstimate.Of)];

    public Task<ModelAnswer<IReadOnlyList<UnitReading>>> FindAsync(AssistQuestion question, int pieces, int pass, CancellationToken cancellationToken) =>
        AskAsync(question, Form(ReviewForms.Find(pieces, run.Model.IsOwn), pass), text => ReviewAnswers.Findings(text, pieces), cancellationToken);

    public Task<ModelAnswer<IReadOnlyList<ModelVerdict>>> JudgeAsync(AssistQuestion question, int claims, CancellationToken cancellationToken) =>
        AskAsync(question, Form(ReviewForms.Judge(claims, run.Model.IsOwn), pass: 0), text => ReviewAnswers.Verdicts(text, claims), cancellationToken);

    public Task<ModelAnswer<string>> SumUpAsync(AssistQuestion question, CancellationToken cancellationToken) =>
        AskAsync(question, Form(ReviewForms.SumUp(run.Model.IsOwn), pass: 0), ReviewAnswers.Summary, cancellationToken);

    public void Dispose() => client.Dispose();

    private AnswerForm Form(AnswerForm form, int pass) => form with
    {
        Schema = HoldsSchemas ? form.Schema : null,
        Temperature = pass == 0 ? null : FreePass,
        Seed = pass == 0 || !run.Model.IsOwn ? null : pass,
    };

    private async Task<ModelAnswer<T>> AskAsync<T>(AssistQuestion question, AnswerForm form, Func<string, ModelAnswer<T>> read, CancellationToken cancellationToken)
    {
        var (answer, text) = await AskOnceAsync(question, form, read, cancellationToken);
        if (answer is not ModelAnswer<T>.Unusable { Why: var why } || text is null)
        {
            return answer;
        }

        // What it wrote comes from everything that it was asked.
        var said = new AssistTurn(TurnSpeaker.Model, [new PayloadPart(text, [.. question.Turns.SelectMany(turn => turn.Parts).SelectMany(part => part.Origins).Distinct()])]);
        return (await AskOnceAsync(question.Continue(said, ReviewPrompts.Correction(why)), form, read, cancellationToken)).Answer;
    }

    /// <returns>With the text, where there is one that can be corrected.</returns>
    private async Task<(ModelAnswer<T> Answer, string? Text)> AskOnceAsync<T>(
        AssistQuestion question, AnswerForm form, Func<string, ModelAnswer<T>> read, CancellationToken cancellationToken)
    {
        onQuestion(run.Model.Id);
        var reply = await _talk.AskAsync(question, form, static _ => { }, cancellationToken);
        if (reply.Failure is { } failure)
        {
            return (new ModelAnswer<T>.Unusable($"{failure.Message} {failure.NextStep}"), null);
        }

        var answer = reply.IsCut ? new ModelAnswer<T>.Unusable("The answer was longer than it may be.") : read(reply.Text);
        if (answer is ModelAnswer<T>.Unusable { Why: var why })
        {
            _talk.Object(reply, why);
        }

        return (answer, reply.Text);
    }
}
