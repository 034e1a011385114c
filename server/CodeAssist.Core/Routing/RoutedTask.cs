namespace CodeAssist.Core.Routing;

/// <summary>Everything about a task that decides who does it. None of its text.</summary>
/// <param name="Kind">What is to be done.</param>
/// <param name="Size">How much of it there is.</param>
public sealed record RoutedTask(TaskKind Kind, TaskSize Size)
{
    /// <summary>Files whose text goes along, relative to their repositories, with <c>/</c>.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>One of <see cref="Paths"/> that an ignore file or its kind keeps from every other program; null for none.</summary>
    public string? Withheld { get; init; }

    public bool NeedsTools { get; init; }

    /// <summary>Whether the answer has to obey a JSON schema.</summary>
    public bool NeedsJson { get; init; }

    /// <summary>How often an answer of a model of this machine to this task did not hold when it was checked.</summary>
    public int FailedChecks { get; init; }

    /// <summary>How often a model may be asked at most, its corrections included.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>How many questions of that size it is made of, each asked for itself.</summary>
    public int Questions { get; init; } = 1;

    /// <summary>Whether a model of this machine contradicted itself on it.</summary>
    public bool IsContested { get; init; }

    /// <summary>Whether a model of this machine went round in circles on this task.</summary>
    public bool IsStuck { get; init; }

    public TaskWish Wish { get; init; }

    /// <summary>Id of the one model that may do it; null for any.</summary>
    public string? Model { get; init; }
}
