namespace CodeAssist.Core.Review.Chat;

/// <summary>What a model answered, if that can be used.</summary>
public abstract record ModelAnswer<T>
{
    private ModelAnswer()
    {
    }

    public sealed record Read(T Value) : ModelAnswer<T>;

    /// <summary>No answer, one that was cut off, or one in a form that nobody asked for: never the same as one that finds nothing.</summary>
    /// <param name="Why">One sentence.</param>
    public sealed record Unusable(string Why) : ModelAnswer<T>;
}
