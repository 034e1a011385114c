using CodeAssist.Core.Assist;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Review.Chat;

namespace CodeAssist.Core.Tests.Review.Chat;

/// <summary>A model that says what a test tells it to, and keeps what it was asked.</summary>
internal sealed class ScriptedReviewModel(string id = "local/small") : IReviewModel, IReviewModels, IUnitMemory, IDeclarations
{
    private readonly Dictionary<string, SettledUnit> _remembered = new(StringComparer.Ordinal);

    public string Id => id;

    public int CodeTokens { get; init; } = 1_000;

    public int Passes { get; init; } = 1;

    /// <summary>What it finds in a piece, by what it is shown and the pass; nothing where left out.</summary>
    public Func<string, int, IReadOnlyList<ModelClaim>> Finds { get; init; } = (_, _) => [];

    /// <summary>Takes the place of the readings; null for an answer that cannot be used.</summary>
    public Func<IReadOnlyList<UnitReading>, IReadOnlyList<UnitReading>?> Answers { get; init; } = readings => readings;

    /// <summary>What it says on looking again; null for an answer that cannot be used.</summary>
    public Func<string, IReadOnlyList<ModelVerdict>?> Judges { get; init; } = _ => null;

    public Func<string, string?> SumsUp { get; init; } = _ => null;

    /// <summary>Who is stronger.</summary>
    public ScriptedReviewModel? Stronger { get; init; }

    public ReviewModelChoice? Choice { get; init; }

    /// <summary>Everything that it was asked, by kind: find, judge, sum.</summary>
    public List<(string Kind, AssistQuestion Question)> Asked { get; } = [];

    public List<string> Contested { get; } = [];

    /// <summary>What the repository declares.</summary>
    public IReadOnlyList<DeclaredMember> Declared { get; init; } = [];

    public ChatReviewer Reviewer => new(this, this, this, silence: null);

    public static ModelVerdict Verdict(ModelVerdictKind kind, int line = -1, string quote = "") => new(kind, line, quote, "Because.");

    public Task<IReadOnlyList<int>> CountTokensAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<int>>([.. texts.Select(text => text.Length)]);

    public Task<ModelAnswer<IReadOnlyList<UnitReading>>> FindAsync(AssistQuestion question, int pieces, int pass, CancellationToken cancellationToken)
    {
        Asked.Add(("find", question));
        var shown = question.Turns[^1].Parts.Select(part => part.Text).Where(text => text.StartsWith("<<< piece", StringComparison.Ordinal));
        var readings = Answers([.. shown.Select(text => new UnitReading("changes it", Finds(text, pass)))]);
        return Task.FromResult<ModelAnswer<IReadOnlyList<UnitReading>>>(
            readings is null ? new ModelAnswer<IReadOnlyList<UnitReading>>.Unusable("It was cut off.") : new ModelAnswer<IReadOnlyList<UnitReading>>.Read(readings));
    }

    public Task<ModelAnswer<IReadOnlyList<ModelVerdict>>> JudgeAsync(AssistQuestion question, int claims, CancellationToken cancellationToken)
    {
        Asked.Add(("judge", question));
        return Task.FromResult<ModelAnswer<IReadOnlyList<ModelVerdict>>>(
            Judges(question.Turns[^1].Text) is { } verdicts ? new ModelAnswer<IReadOnlyList<ModelVerdict>>.Read(verdicts) : new ModelAnswer<IReadOnlyList<ModelVerdict>>.Unusable("Nothing."));
    }

    public Task<ModelAnswer<string>> SumUpAsync(AssistQuestion question, CancellationToken cancellationToken)
    {
        Asked.Add(("sum", question));
        return Task.FromResult<ModelAnswer<string>>(SumsUp(question.Turns[^1].Text) is { } text ? new ModelAnswer<string>.Read(text) : new ModelAnswer<string>.Unusable("Nothing."));
    }

    public Task<ReviewModelChoice> ChooseAsync(string? path, CancellationToken cancellationToken) => Task.FromResult(Choice ?? new ReviewModelChoice.Chosen(this));

    public Task<IReviewModel?> ChooseStrongerAsync(string path, AssistQuestion question, CancellationToken cancellationToken)
    {
        Contested.Add(question.Turns[^1].Text);
        return Task.FromResult<IReviewModel?>(Stronger);
    }

    public Task<IReadOnlyList<DeclaredMember>> FindAsync(string language, IReadOnlyCollection<string> names, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<DeclaredMember>>([.. Declared.Where(known => names.Contains(known.Member.Name.Simple, StringComparer.Ordinal))]);

    public SettledUnit? Recall(string key) => _remembered.GetValueOrDefault(key);

    public void Remember(string key, SettledUnit settled) => _remembered[key] = settled;
}
