"""What the multilingual E5 models expect; Wang et al. 2024, https://arxiv.org/abs/2402.05672."""

MAX_TOKENS = 512
PADDING = 1
PROMPTS = {"query": "query: ", "document": "passage: "}
