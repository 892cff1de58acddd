import VAETools

DecodeTool.start()
