using CodeAssist.ModelHost.Chat;
using CodeAssist.ModelHost.Devices;
using CodeAssist.ModelHost.Gguf;
using CodeAssist.ModelHost.Inference.Healing;
using CodeAssist.ModelHost.Inference.Speculation;
using CodeAssist.ModelHost.Native;
using CodeAssist.ModelHost.Protocol;
using Microsoft.Extensions.Logging;

namespace CodeAssist.ModelHost.Inference;

/// <summary>A model in memory, ready to generate and to score. Thread-safe; dispose it only when nobody uses it any more.</summary>
internal sealed class LoadedModel : IDisposable
{
    private readonly LlamaModel _model;
    private readonly LlamaContext _context;
    private readonly PromptAssembler _prompts;
    private readonly TokenReader _reader;
    private readonly LineEndTokens _lineEnds;
    private readonly ChatPreparation _chat;
    private readonly DraftPacer _drafts;
    private readonly Scheduler _scheduler;
    private readonly TimeProvider _time;

    public LoadedModel(
        LlamaModel model,
        LlamaContext context,
        GgufHeader header,
        Placement placement,
        string modelId,
        string? adapter,
        DraftChoice draft,
        TimeSpan loadTime,
        TimeProvider time,
        ILogger logger)
    {
        _model = model;
        _context = context;
        _drafts = new DraftPacer(draft.Model);
        SpecialTokens = new SpecialTokenTable(model.Vocabulary);
        var chunks = new ChunkSizer(placement.Shape.MicroBatchTokens, placement.Shape.OnGpu);
        var states = new SavedStates(context, chunks, placement.SavedStateBytes, time);
        _reader = new TokenReader(model.Vocabulary, SpecialTokens);
        _prompts = new PromptAssembler(model.Vocabulary, SpecialTokens, new TokenHealer(model.Vocabulary, _reader));
        _lineEnds = new LineEndTokens(model.Vocabulary, _reader);
        _scheduler = new Scheduler(context, new StepPlanner(chunks, _drafts), states, modelId, time, logger);
        _time = time;
        MainMemoryBytes = placement.MainMemoryFor(header) + (draft.Model?.MainMemoryBytes ?? 0);

        // A context is rounded up inside; what was trained for is still the limit.
        ContextTokens = Math.Min(context.Limits.ContextTokens, placement.Shape.ContextTokens);
        var chat = new ChatTokenizer(model.Vocabulary, header.ChatTemplate);
        _chat = new ChatPreparation(model.Vocabulary, SpecialTokens, chat, header.Name, ContextTokens);
        Description = new ModelDescription(
            modelId,
            header.Name,
            header.Architecture,
            header.PromptLayout,
            header.MinimumProbability,
            model.Vocabulary.Size,
            ContextTokens,
            model.ParameterCount,
            model.ByteCount,
            SpecialTokens.Roles,
            SpecialTokens.FimRefusal,
            chat.Template?.Id,
            chat.Refusal,
            placement.Picked.Choice,
            placement.Shape.Threads,
            loadTime.TotalMilliseconds,
            SpecialTokens.Texts(model.Vocabulary),
            adapter,
            draft.Model?.Name,
            draft.Refusal,
            header.Layers,
            placement.Shape.OnGpu ? placement.GpuLayers ?? header.Layers : 0);
    }

    public ModelDescription Description { get; }

    /// <summary>Bytes of main memory that it is counted with; 0 where a GPU holds all of it.</summary>
    public long MainMemoryBytes { get; }

    public Vocabulary Vocabulary => _model.Vocabulary;

    public SpecialTokenTable SpecialTokens { get; }

    public int ContextTokens { get; }

    /// <summary>Steps computed so far.</summary>
    public long Steps => _scheduler.Steps;

    /// <summary>Generates after a prompt.</summary>
    /// <param name="parameters">The request; nonsense in it is a failure, not an exception.</param>
    /// <param name="onText">Told each piece of the answer on the scheduler's thread; must be quick and must not throw.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<GenerateResult> GenerateAsync(GenerateParams parameters, Action<string>? onText, CancellationToken cancellationToken) =>
        GenerateAsync(parameters, Choosers.For(parameters.Sampling), onText, cancellationToken);

    /// <summary>As the other, with a chooser of the caller's: tests compare devices by forcing the same tokens on both.</summary>
    public async Task<GenerateResult> GenerateAsync(
        GenerateParams parameters, ITokenChooser chooser, Action<string>? onText, CancellationToken cancellationToken)
    {
        if (RequestCheck.Problem(parameters) is { } problem)
        {
            return new GenerateResult(null, problem);
        }

        if (!_prompts.TryAssemble(parameters.Parts, PromptBudget(parameters.Limits.MaxTokens), out var prompt, out var failure))
        {
            return new GenerateResult(null, failure);
        }

        var drafts = parameters.Drafts?.Select(text => _model.Vocabulary.Tokenize(prompt.Cut?.Text + text)).ToList() ?? [];
        var request = new GenerationRequest(parameters.Slot, prompt, parameters.Priority, parameters.Limits, chooser, drafts, parameters.Drafting, parameters.Alternatives, onText);
        return await _scheduler.RunAsync(new GenerationJob(request, _reader, _drafts, _context.Limits.ContextTokens, _time), cancellationToken);
    }

    /// <summary>Answers the last message of a conversation.</summary>
    /// <param name="parameters">The request; nonsense in it is a failure, not an exception.</param>
    /// <param name="onText">Told each piece of the answer on the scheduler's thread; must be quick and must not throw.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<ChatResult> ChatAsync(ChatParams parameters, Action<string>? onText, CancellationToken cancellationToken)
    {
        if (!_chat.TryPrepare(parameters, onText, out var question, out var failure))
        {
            return new ChatResult(null, failure);
        }

        using (question)
        {
            var job = new GenerationJob(question.Request, _chat.Reader, _drafts, _context.Limits.ContextTokens, _time);
            return question.Answer(await _scheduler.RunAsync(job, cancellationToken));
        }
    }

    /// <summary>Says how probable each of a few texts is after a prompt.</summary>
    /// <param name="parameters">The request; nonsense in it is a failure, not an exception.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<ScoreResult> ScoreAsync(ScoreParams parameters, CancellationToken cancellationToken)
    {
        if (RequestCheck.Problem(parameters) is { } problem)
        {
            return new ScoreResult(null, problem);
        }

        if (!_prompts.TryAssemble(parameters.Parts, PromptBudget(parameters.MaxTokens), out var prompt, out var failure))
        {
            return new ScoreResult(null, failure);
        }

        var room = Math.Min(parameters.MaxTokens + (prompt.Cut?.Tokens.Length ?? 0), ContextTokens - prompt.Tokens.Length);
        var request = new ScoringRequest(
            parameters.Slot, prompt, parameters.Priority, [.. parameters.Continuations.Select(text => Tokenize(prompt.Cut?.Text + text, room))]);
        return await _scheduler.RunAsync(new ScoringJob(request, _reader, _lineEnds, _time), cancellationToken);
    }

    public IReadOnlyList<int> CountTokens(IReadOnlyList<string> texts) => [.. texts.Select(text => _model.Vocabulary.Tokenize(text).Length)];

    public void Dispose()
    {
        _scheduler.Dispose();
        _drafts.Model?.Dispose();
        _context.Dispose();
        _model.Dispose();
    }

    // Room for the answer comes first, but never more than half of the context: a prompt of nothing has no answer.
    private int PromptBudget(int answerTokens) => ContextTokens - Math.Min(answerTokens, ContextTokens / 2);

    // Apart from the prompt, because that is how the model would write it: the prompt's last token stands when its answer begins.
    private TokenizedContinuation Tokenize(string text, int room)
    {
        var tokens = _model.Vocabulary.Tokenize(text);
        return tokens.Length > room ? new TokenizedContinuation(tokens[..room], IsCut: true) : new TokenizedContinuation(tokens, IsCut: false);
    }
}
