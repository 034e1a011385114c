namespace CodeAssist.Core.Review.Chat;

/// <summary>Kinds of <see cref="ModelVerdict"/>.</summary>
public enum ModelVerdictKind
{
    /// <summary>The claim holds.</summary>
    Stands,

    /// <summary>It holds, and matters less than was said.</summary>
    Minor,

    /// <summary>It does not hold.</summary>
    Wrong,
}
