using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.Models.Local;

/// <param name="Priority">Who waits for whom: a user before the screen, or work in the background.</param>
/// <param name="StartTimeout">Limit for starting a host and loading the model, where that is needed.</param>
/// <param name="AnswerTimeout">Limit for a whole answer.</param>
public sealed record LocalChatOptions(GenerationPriority Priority, TimeSpan StartTimeout, TimeSpan AnswerTimeout)
{
    public static LocalChatOptions Default { get; } = new(GenerationPriority.Interactive, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10));
}
