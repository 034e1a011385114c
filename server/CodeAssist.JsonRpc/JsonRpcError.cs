namespace CodeAssist.JsonRpc;

/// <param name="Code">One of <see cref="JsonRpcErrorCode"/>, or whatever the other side sent.</param>
/// <param name="Message">One sentence.</param>
public sealed record JsonRpcError(int Code, string Message);
