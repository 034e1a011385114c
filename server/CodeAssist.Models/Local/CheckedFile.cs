using CodeAssist.Core.Models;
using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.Models.Local;

/// <summary>What is known of a model file before it is loaded.</summary>
/// <param name="Failure">Why it must not be loaded; null where it may.</param>
/// <param name="Stamp">As what it was found sound: the host refuses another. Null where nobody knows what it should be.</param>
/// <param name="Adapter">Absolute path of the LoRA adapter that it is to run with, or null.</param>
/// <param name="Draft">Absolute path of the small model that is to guess ahead for it, or null.</param>
public sealed record CheckedFile(ModelFailure? Failure, FileStamp? Stamp, string? Adapter, string? Draft = null)
{
    /// <summary>A file that nobody knows.</summary>
    public static CheckedFile Unknown { get; } = new(null, null, null);
}
