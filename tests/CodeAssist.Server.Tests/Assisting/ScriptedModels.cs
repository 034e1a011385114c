using System.Runtime.CompilerServices;
using System.Text.Json;
using CodeAssist.Core.Policy;
using CodeAssist.Core.Providers;
using CodeAssist.Core.Routing;
using CodeAssist.Core.Spending;
using CodeAssist.Egress.Protocol;
using CodeAssist.Models.Egress;
using CodeAssist.Server.Assisting;
using Microsoft.Extensions.AI;

namespace CodeAssist.Server.Tests.Assisting;

/// <summary>Models that say what a test tells them to, one answer after the other, and keep what they were asked.</summary>
internal sealed class ScriptedModels(params RoutableModel[] models) : IModelsAtHand
{
    private readonly Dictionary<string, Queue<ChatResponseUpdate[]>> _answers = new(StringComparer.Ordinal);

    public RoutingState State { get; set; } =
        new(new NetworkPolicy.Open(), RoutingRules.Default with { Escalation = Escalation.Auto }, models, new Funds(5, 5, 5), new DateOnly(2026, 11, 21));

    /// <summary>Every question: the model, and all that was said to it.</summary>
    public List<(string Model, string Said)> Questions { get; } = [];

    /// <summary>The same with its tools and its form.</summary>
    public List<(IReadOnlyList<ChatMessage> Messages, ChatOptions? Options)> Asked { get; } = [];

    public List<Errand> Errands { get; } = [];

    public List<(string Model, int Steps)> Counted { get; } = [];

    public List<(string Model, TaskKind Kind, bool Held)> Judged { get; } = [];

    public static RoutableModel Local(int window = 8_000) => Model("local", "small", Tier.Local, TokenPrice.Free, window);

    public static RoutableModel Closed() => Model("openai", "big", Tier.ClosedApi, new TokenPrice(2, null, 10), 400_000);

    /// <summary>What anybody answers to a question before the script is looked at; null for what the script says.</summary>
    public Func<string, string?> Knows { get; set; } = static _ => null;

    /// <summary>By what a model is known again.</summary>
    public Func<RoutableModel, string> Identify { get; set; } = static model => model.Id;

    public ScriptedModels Answers(string model, string text, ChatFinishReason? finish = null) => Script(model, Answer(text, finish));

    public ScriptedModels Fails(string model, string text = "") => Script(
        model,
        [
            new ChatResponseUpdate(ChatRole.Assistant, text),
            new ChatResponseUpdate(ChatRole.Assistant, [new ErrorContent("It went away.") { ErrorCode = nameof(EgressFailureKind.ProviderFailed), Details = "Try again later." }])
            {
                FinishReason = text.Length > 0 ? EgressAnswers.CutOff : EgressAnswers.Failed,
            },
        ]);

    /// <summary>An answer that calls tools, each with its arguments as JSON.</summary>
    public ScriptedModels Calls(string model, params (string Tool, string Arguments)[] calls) => Script(
        model,
        [
            new ChatResponseUpdate(
                ChatRole.Assistant,
                [
                    .. calls.Select((call, index) => new FunctionCallContent($"call{index}", call.Tool, Arguments(call.Arguments))),
                    new UsageContent(new UsageDetails { InputTokenCount = 1_000, OutputTokenCount = 100 }),
                ]) { FinishReason = ChatFinishReason.ToolCalls },
        ]);

    public Task<RoutingState> ReadAsync(string taskId, string repository, CancellationToken cancellationToken) => Task.FromResult(State);

    public Task<string> IdentifyAsync(RoutableModel model, CancellationToken cancellationToken) => Task.FromResult(Identify(model));

    public IChatClient Open(Route.Run run, Errand errand)
    {
        Errands.Add(errand);
        return new Client(this, run.Model.Id);
    }

    public void Count(RoutableModel model, Errand errand, IReadOnlyList<AssistStep> steps) => Counted.Add((model.Id, steps.Count));

    public void Judge(RoutableModel model, TaskKind kind, bool held) => Judged.Add((model.Id, kind, held));

    private static ChatResponseUpdate[] Answer(string text, ChatFinishReason? finish) =>
    [
        .. text.Chunk(5).Select(piece => new ChatResponseUpdate(ChatRole.Assistant, new string(piece))),
        new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(new UsageDetails { InputTokenCount = 1_000, OutputTokenCount = 100 })]) { FinishReason = finish ?? ChatFinishReason.Stop },
    ];

    private static Dictionary<string, object?> Arguments(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.EnumerateObject().ToDictionary(member => member.Name, member => (object?)member.Value.Clone(), StringComparer.Ordinal);
    }

    private static RoutableModel Model(string provider, string name, Tier tier, TokenPrice price, int window) =>
        new(new ModelCard(provider, name, name) { ContextTokens = new Fact<int>(window, "made up", new DateOnly(2026, 11, 1)) }, tier, ModelStanding.Ready, price);

    private ScriptedModels Script(string model, ChatResponseUpdate[] updates)
    {
        if (!_answers.TryGetValue(model, out var queue))
        {
            _answers[model] = queue = new Queue<ChatResponseUpdate[]>();
        }

        queue.Enqueue(updates);
        return this;
    }

    private sealed class Client(ScriptedModels models, string model) : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            models.Asked.Add(([.. messages], options));
            models.Questions.Add((model, string.Concat(messages.Select(message => $"[{message.Role}] {message.Text}"))));
            foreach (var update in models.Knows(models.Questions[^1].Said) is { } known ? Answer(known, finish: null) : models._answers[model].Dequeue())
            {
                await Task.Yield();
                cancellationToken.ThrowIfCancellationRequested();
                yield return update;
            }
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
            // Nothing is held.
        }
    }
}
