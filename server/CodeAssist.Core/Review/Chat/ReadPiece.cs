namespace CodeAssist.Core.Review.Chat;

/// <summary>A piece that a model has read, and what it says that the change to it does.</summary>
/// <param name="Path">The file.</param>
/// <param name="Symbol">Full name of the member; null outside of any.</param>
/// <param name="Does">One line.</param>
public sealed record ReadPiece(string Path, string? Symbol, string Does)
{
    /// <summary>As people are told of it.</summary>
    public string Name => Symbol is null ? Path : $"{Path}, {Symbol}";
}
